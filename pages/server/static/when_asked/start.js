/* A page in which Dash has nothing to draw is whole as it comes: its links, lists and tables need no script. Dash makes the way to another
view shorter, so it is started at the first sign of a mouse or a keyboard. On a phone it would cost more than it saves. */
(function () {
    "use strict";
    var signs = ["pointermove", "pointerdown", "keydown"];

    function start() {
        signs.forEach(function (name) {
            window.removeEventListener(name, see, true);
        });
        JSON.parse(document.getElementById("dash-scripts").textContent).forEach(function (url) {
            var script = document.createElement("script");
            script.src = url;
            /* One after the other, in this order. */
            script.async = false;
            document.body.append(script);
        });
    }

    function see(event) {
        if (event.pointerType !== "touch") {
            start();
        }
    }

    signs.forEach(function (name) {
        window.addEventListener(name, see, {capture: true, passive: true});
    });

    /* Without Dash a link that changes something in its place loads the page again: then it leads to that place. */
    document.addEventListener("click", function (event) {
        var link = event.target.closest("#ssr a[data-ter-plekke]");
        var part = link && !link.hash && link.closest("section[id]");
        if (part) {
            link.hash = part.id;
        }
    }, true);
})();
