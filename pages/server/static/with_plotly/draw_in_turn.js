/* Dash has every chart of a page drawn at once, before the browser can show anything of it, and each one twice. Here they
are drawn in turn, those in sight first, with a chance for the browser to show what there is in between; and drawn again
only when their size has changed. */
(function () {
    "use strict";
    var draw = Plotly.react;
    var resize = Plotly.Plots.resize;
    var waiting = [];
    var busy = false;

    function inSight(box) {
        var place = box.getBoundingClientRect();
        return place.bottom > 0 && place.top < window.innerHeight;
    }

    function drawOne() {
        var next = waiting.findIndex(function (turn) {
            return inSight(turn.box);
        });
        var turn = waiting.splice(Math.max(next, 0), 1)[0];
        /* A page that has been left needs no charts. */
        if (turn.box.isConnected) {
            draw.apply(Plotly, turn.what).then(turn.done, turn.failed);
        } else {
            turn.done(turn.box);
        }
    }

    function drawNext() {
        if (!waiting.length) {
            busy = false;
            return;
        }
        drawOne();
        setTimeout(drawNext);
    }

    Plotly.react = function (box) {
        var what = arguments;
        waiting = waiting.filter(function (turn) {
            return turn.box !== box;
        });
        return new Promise(function (done, failed) {
            waiting.push({box: box, what: what, done: done, failed: failed});
            if (!busy) {
                busy = true;
                /* After the frame in which the page itself is shown. */
                requestAnimationFrame(function () {
                    setTimeout(drawNext);
                });
            }
        });
    };

    Plotly.Plots.resize = function (box) {
        var drawn = box._fullLayout;
        if (drawn && drawn.width === box.clientWidth && drawn.height === box.clientHeight) {
            return Promise.resolve(box);
        }
        return resize.call(Plotly.Plots, box);
    };

    /* Paper does not wait. */
    window.addEventListener("beforeprint", function () {
        while (waiting.length) {
            drawOne();
        }
    });
})();
