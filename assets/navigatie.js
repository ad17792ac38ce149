/* A choice that changes what is shown where the reader is: a link with data-ter-plekke. Its page is fetched, and the content
   takes the place of what is here; place and focus stay. Every such link also works without this file. */
(function () {
  "use strict";
  var shown = location.pathname + location.search;
  var asking = null;

  // Where Dash runs, the page follows the address by itself.
  function isLive() { return "dash_clientside" in window; }
  function content() { return document.getElementById("inhoud"); }
  function sheet(page) { return page.querySelector("meta[name=stijlblad]").content; }
  // Each page brings the rules that it needs: those of the new one come after those that are here.
  var added = "CSSStyleSheet" in window && "adoptedStyleSheets" in document ? new CSSStyleSheet() : null;
  function dress(page) {
    added.replaceSync(page.rules);
    var others = Array.from(document.adoptedStyleSheets).filter(function (one) { return one !== added; });
    document.adoptedStyleSheets = others.concat(added);
  }

  function fetched(url) {
    if (asking) { asking.abort(); }
    asking = new AbortController();
    content().setAttribute("aria-busy", "true");
    return fetch(url, { signal: asking.signal }).then(function (answer) {
      if (!answer.ok) { throw new Error(answer.status); }
      return answer.text();
    }).then(function (html) {
      // The policy of this page is about styles in the page: those of another are no part of it.
      var rules = "", bare = html.replace(/<style>([^]*?)<\/style>/g, function (all, text) { rules += text; return ""; });
      var page = new DOMParser().parseFromString(bare, "text/html");
      page.rules = rules;
      // The site itself has changed meanwhile: then all of it must come anew.
      if (!added || sheet(page) !== sheet(document)) { throw new Error("other styles"); }
      return page;
    });
  }

  // What the reader had unfolded stays unfolded: the same words, for the so manieth time.
  function unfolded() {
    return Array.from(content().querySelectorAll("details")).map(function (details, place) {
      return details.open ? [place, details.firstElementChild.textContent] : null;
    }).filter(Boolean);
  }
  function unfold(kept) {
    var all = content().querySelectorAll("details");
    kept.forEach(function (one) {
      if (all[one[0]] && all[one[0]].firstElementChild.textContent === one[1]) { all[one[0]].open = true; }
    });
  }

  function put(page) {
    var kept = unfolded();
    dress(page);
    content().replaceWith(document.adoptNode(page.getElementById("inhoud")));
    // The links in the head keep the schooljaar: they change with it.
    var head = document.getElementById("kopkeuzes"), other = page.getElementById("kopkeuzes");
    if (head && other) { head.replaceWith(document.adoptNode(other)); }
    document.title = page.title;
    shown = location.pathname + location.search;
    unfold(kept);
  }

  function alike(link) {
    return Array.from(content().querySelectorAll("a[data-ter-plekke]")).filter(function (other) {
      return other.href === link.href && other.textContent === link.textContent;
    });
  }

  // The same choice in the new content is at the same height of the screen, and has the focus.
  function stay(link, change) {
    var height = link.getBoundingClientRect().top, which = alike(link).indexOf(link);
    change();
    var again = alike(link)[which] || alike(link)[0];
    if (again) {
      again.focus({ preventScroll: true });
      window.scrollBy({ top: again.getBoundingClientRect().top - height, behavior: "instant" });
    }
  }

  // Whatever goes wrong, the browser can do it too. A question that made way for a newer one is no fault.
  function otherwise(url) {
    return function (fault) { if (fault.name !== "AbortError") { location.assign(url); } };
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-ter-plekke]");
    if (!link || isLive() || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) { return; }
    event.preventDefault();
    if (link.pathname + link.search === shown) { return; }
    fetched(link.href).then(function (page) {
      stay(link, function () {
        history.pushState({}, "", link.href);
        put(page);
      });
    }).catch(otherwise(link.href));
  });

  // Who follows a link to a part that is folded wants to see what is in it.
  function reveal() {
    var part = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var folded = part && part.querySelector(":scope > details");
    if (folded) { folded.open = true; }
  }
  window.addEventListener("hashchange", reveal);
  reveal();

  // Back and forward between such choices; a link to a part of this page needs nothing.
  window.addEventListener("popstate", function () {
    if (isLive() || location.pathname + location.search === shown) { return; }
    fetched(location.href).then(put).catch(function (fault) { if (fault.name !== "AbortError") { location.reload(); } });
  });
}());
