/* Links between our own pages, without loading the page again. Every link also works without this file.
   A link with data-ter-plekke changes what is shown where the reader is: place and focus stay. Any other link opens a
   page: back to the top, focus on its content, as a browser does for a new page. */
(function () {
  "use strict";

  function ownPage(link) {
    return link.origin === location.origin && !link.target && !link.hasAttribute("download") &&
      /^\/($|gemeente\/|toelichting$|vergelijken$|bronnenbrug$|data$|verzuim$|vrijstellingen$|doorstroompunt$)/.test(link.pathname);
  }

  // Before Dash has put its page in place, a link must do what links do.
  function ready() {
    var content = document.getElementById("_pages_content");
    return content !== null && content.childElementCount > 0;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) { return; }
    if (!ownPage(link) || !ready()) { return; }
    if (link.pathname + link.search === location.pathname + location.search) { return; }
    event.preventDefault();
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    if (!link.hasAttribute("data-ter-plekke")) {
      window.scrollTo(0, 0);
      document.getElementById("inhoud").focus({ preventScroll: true });
    }
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
