/* The workbench: a choice changes the address, and the page follows the address, as with every link. Only what was chosen is
put there: what is left out is chosen anew, so that another subject does not keep a schooljaar that it does not have. */
(function () {
    "use strict";
    var FIELDS = ["onderwerp", "tegen", "plek1", "plek2", "plek3", "plek4", "plek5", "vorm", "maat", "eenheid", "van", "tot", "bron"];
    var NONE = "geen";
    var steps = 0;

    function changed() {
        var triggered = window.dash_clientside.callback_context.triggered[0];
        return triggered ? triggered.prop_id.split(".")[0].replace("verken-", "") : "";
    }

    function forget(query, names) {
        names.forEach(function (name) {
            query.delete(name);
        });
    }

    function count(step) {
        steps = Math.max(0, steps + step);
        if (steps) {
            document.documentElement.dataset.stappen = steps;
        } else {
            delete document.documentElement.dataset.stappen;
        }
    }

    /* Dash puts new elements in the place of all of the page: who chose by keyboard goes on at the same choice, at the same
    height of the screen. */
    function stay(id) {
        var old = document.getElementById(id), page = document.getElementById("inhoud");
        var focused = old && old === document.activeElement, height = window.scrollY;
        page.style.minHeight = page.offsetHeight + "px";
        var watcher = new MutationObserver(function () {
            var again = document.getElementById(id);
            if (!again || again === old) {
                return;
            }
            watcher.disconnect();
            if (focused) {
                again.focus({preventScroll: true});
            }
            window.scrollTo({top: height, behavior: "instant"});
            setTimeout(function () {
                page.style.minHeight = "";
            }, 1000);
        });
        watcher.observe(page, {childList: true, subtree: true});
        setTimeout(function () {
            watcher.disconnect();
            page.style.minHeight = "";
        }, 10000);
    }

    function address() {
        var values = {}, name = changed(), query = new URLSearchParams(location.search);
        FIELDS.forEach(function (field, place) {
            values[field] = this[place];
        }, arguments);
        if (!name) {
            return window.dash_clientside.no_update;
        }
        forget(query, ["niet", "plek1", "plek2", "plek3", "plek4", "plek5"]);
        if (name === "onderwerp" || name === "plek1") {
            forget(query, ["van", "tot", "eenheid", "bron"]);
        }
        if (name.startsWith("plek")) {
            query.set("waar", FIELDS.slice(2, 7).map(function (field) {
                return values[field];
            }).filter(function (place, at, all) {
                return place && place !== NONE && all.indexOf(place) === at;
            }).join(","));
        } else if (values[name] === NONE) {
            query.delete(name);
        } else {
            query.set(name, values[name]);
        }
        count(1);
        stay("verken-" + name);
        return "?" + query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
    }

    function back(clicks) {
        if (clicks && steps) {
            count(-1);
            history.scrollRestoration = "manual";
            stay("verken-terug");
            history.back();
        }
        return window.dash_clientside.no_update;
    }

    window.dash_clientside = Object.assign({}, window.dash_clientside, {verkennen: {adres: address, terug: back}});
})();
