/* Plotly makes part of a text bold by writing a style attribute, which the security policy forbids: markup could bring one
along. A script may set the same style on the object itself, so here it does. */
(function () {
    "use strict";
    var write = SVGTSpanElement.prototype.setAttribute;

    SVGTSpanElement.prototype.setAttribute = function (name, value) {
        if (name === "style") {
            this.style.cssText = value;
        } else {
            write.call(this, name, value);
        }
    };
})();
