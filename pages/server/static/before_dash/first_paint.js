/* The page that came with the HTML makes way for the one that Dash builds, without the visitor noticing.

CSS alone shows one of the two (see shell.py); this takes the first away for good, so that no id stands twice, and hands
over what a visitor was doing: the element that has the focus, and a choice made in a form before the scripts were there.
*/
(function () {
    "use strict";
    var look = document.getElementById("ssr");
    var entry = document.getElementById("react-entry-point");

    if (!look || !entry) {
        return;
    }

    /* The way from `root` down to `element`: the place of each parent among its siblings. */
    function wayTo(element, root) {
        var way = [];
        for (var at = element; at !== root; at = at.parentElement) {
            way.unshift(Array.prototype.indexOf.call(at.parentElement.children, at));
        }
        return way;
    }

    function follow(way, root) {
        return way.reduce(function (at, place) {
            return at && at.children[place];
        }, root);
    }

    function twinOf(element) {
        var byId = element.id && entry.querySelector("#" + CSS.escape(element.id));
        return byId || follow(wayTo(element, look), entry);
    }

    /* React hears of a choice only when the value is set the way a visitor's own choice sets it. */
    function choose(element, value) {
        var kind = element instanceof HTMLSelectElement ? HTMLSelectElement : HTMLInputElement;
        Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(element, value);
        element.dispatchEvent(new Event("change", {bubbles: true}));
    }

    /* What was chosen is read from the page itself: a choice may be older than this script, which then heard of none. */
    function wasChosen(select) {
        var option = select.selectedOptions[0];
        return option && !option.defaultSelected;
    }

    function takeOver() {
        if (!entry.querySelector("#" + CSS.escape(entry.dataset.content) + " > *")) {
            return;
        }
        watcher.disconnect();
        var focused = look.contains(document.activeElement) ? twinOf(document.activeElement) : null;
        var chosen = Array.from(look.querySelectorAll("select")).filter(wasChosen).map(function (element) {
            return [twinOf(element), element.value];
        });
        look.remove();
        if (focused) {
            focused.focus({preventScroll: true});
        }
        chosen.forEach(function (pair) {
            if (pair[0] && pair[0].value !== pair[1]) {
                choose(pair[0], pair[1]);
            }
        });
    }

    var watcher = new MutationObserver(takeOver);
    watcher.observe(entry, {childList: true, subtree: true});
})();
