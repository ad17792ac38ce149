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

  // The part that a link names may have to come yet.
  function goTo(id) {
    function arrive() {
      var part = content().querySelector("#" + CSS.escape(id));
      if (part) { part.scrollIntoView(); focusOn(part); }
      return part;
    }
    if (arrive()) { return; }
    var watcher = new MutationObserver(function () { if (arrive()) { watcher.disconnect(); } });
    watcher.observe(content(), { childList: true, subtree: true });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) { return; }
    if (!ownPage(link) || !ready()) { return; }
    if (link.pathname + link.search === location.pathname + location.search) { return; }
    event.preventDefault();
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    if (link.hasAttribute("data-ter-plekke")) { return; }
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
