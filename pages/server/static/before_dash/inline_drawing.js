/* A drawing in the page (components/svg/inline.py) as Dash's scripts show it: the same element as the server writes. Its
markup was escaped part by part where it was drawn. */
(function () {
    "use strict";
    function InlineDrawing(props) {
        var attributes = {
            className: props.klasse,
            width: props.width || "100%",
            dangerouslySetInnerHTML: {__html: props.markup},
        };
        if (props.height) {
            attributes.height = props.height;
        }
        if (props.viewbox) {
            attributes.viewBox = props.viewbox;
        }
        if (props.groep || props.alt) {
            attributes.role = props.groep ? "group" : "img";
            attributes["aria-label"] = props.groep || props.alt;
        } else {
            attributes["aria-hidden"] = "true";
        }
        return window.React.createElement("svg", attributes);
    }

    window.leerrecht = {InlineDrawing: InlineDrawing};
})();
