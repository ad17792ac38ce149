/* Where a finger scrolls the page, dragging over a chart must not zoom it. A mark that leads somewhere has its address with
it; with a finger a tap shows the value, a mouse has shown it already. */
(function () {
    "use strict";
    var draw = Plotly.react;

    function open(event) {
        var to = event.points[0] && event.points[0].customdata;
        if (typeof to === "string" && to.startsWith("/") && window.matchMedia("(hover: hover)").matches) {
            location.assign(to);
        }
    }

    Plotly.react = function (box, figure) {
        var layout = figure && figure.layout;
        if (layout && layout.dragmode && window.matchMedia("(pointer: coarse)").matches) {
            layout.dragmode = false;
        }
        return draw.apply(Plotly, arguments).then(function (drawn) {
            if (drawn && drawn.on && !drawn.dataset.opent) {
                drawn.dataset.opent = "ja";
                drawn.on("plotly_click", open);
            }
            return drawn;
        });
    };
})();
