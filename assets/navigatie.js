/* Links between our own pages, without loading the page again. Every link also works without this file.
   A link with data-ter-plekke changes what is shown where the reader is: place and focus stay. Any other link opens a
   page: back to the top and focus on its content, or to the part it names, as a browser does for a new page. */
(function () {
  "use strict";
  var PAGINA = /^\/($|gemeente\/[^/]+$|toelichting$|vergelijken$|bronnenbrug$|data$|verzuim$|vrijstellingen$|doorstroompunt$)/;

  function ownPage(link) {
    return link.origin === location.origin && !link.target && !link.hasAttribute("download") && PAGINA.test(link.pathname);
  }

  function content() { return document.getElementById("_pages_content"); }

  // Before Dash has put its page in place, a link must do what links do.
  function ready() { return document.getElementById("ssr") === null; }

  function focusOn(element) {
    if (!element.hasAttribute("tabindex")) { element.setAttribute("tabindex", "-1"); }
    element.focus({ preventScroll: true });
  }

  // Dash may put a page in the place of the old one more than once, and each time the focus is gone. Until the reader does
  // something, it is given back each time.
  var watcher = null;
  function keep(give) {
    leave();
    watcher = new MutationObserver(function () { if (document.activeElement === document.body) { give(); } });
    watcher.observe(content(), { childList: true, subtree: true });
  }
  function leave() { if (watcher) { watcher.disconnect(); watcher = null; } }
  ["keydown", "pointerdown", "wheel", "touchstart"].forEach(function (kind) { window.addEventListener(kind, leave, { passive: true }); });

  // The part that a link names: in the old page, if it is there, and again in the new one.
  function goTo(id) {
    function arrive() {
      var part = content().querySelector("#" + CSS.escape(id));
      if (part) { part.scrollIntoView(); focusOn(part); } else { document.activeElement.blur(); }
    }
    arrive();
    keep(arrive);
  }

  // The same choice in the new page; the reader stays where he is.
  function stay(link) {
    var height = window.scrollY, url = link.href, name = link.textContent;
    function alike() {
      return Array.from(content().querySelectorAll("a[data-ter-plekke]")).filter(function (other) {
        return other.href === url && other.textContent === name;
      });
    }
    var which = alike().indexOf(link);
    keep(function () {
      var again = alike()[which] || alike()[0];
      if (again) { again.focus({ preventScroll: true }); window.scrollTo(0, height); }
    });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) { return; }
    if (!ownPage(link) || !ready()) { return; }
    if (link.pathname + link.search === location.pathname + location.search) { return; }
    event.preventDefault();
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    if (link.hasAttribute("data-ter-plekke")) { stay(link); return; }
    if (link.hash) { goTo(decodeURIComponent(link.hash.slice(1))); return; }
    window.scrollTo(0, 0);
    focusOn(document.getElementById("inhoud"));
  });

  // On paper nothing can be unfolded. What was folded is folded again afterwards.
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (details) { details.open = false; });
  });
}());
