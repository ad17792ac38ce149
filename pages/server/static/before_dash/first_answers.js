/* The page brings along what Dash asks for first: its frame, its callbacks and the content of this address. Those three
questions are answered from the page itself, once; all others go to the server. */
(function () {
    "use strict";
    var ask = window.fetch;
    var address = location.pathname + location.search;

    function take(name) {
        var holder = document.getElementById("eerste-" + name);
        if (!holder) {
            return null;
        }
        holder.remove();
        return Promise.resolve(new Response(holder.textContent, {headers: {"Content-Type": "application/json"}}));
    }

    /* The answer counts only for the question about the address that the page was made for. */
    function asksForThisPage(body) {
        var holder = document.getElementById("eerste-inhoud");
        var question = holder && JSON.parse(body);
        if (!question || question.output !== holder.dataset.vraag) {
            return false;
        }
        var place = {};
        question.inputs.forEach(function (input) {
            place[input.property] = input.value || "";
        });
        return place.pathname + place.search === address;
    }

    window.fetch = function (resource, options) {
        var path = new URL(resource.url || resource, location.href).pathname;
        var answer = null;
        if (path.endsWith("/_dash-layout")) {
            answer = take("raamwerk");
        } else if (path.endsWith("/_dash-dependencies")) {
            answer = take("verbanden");
        } else if (path.endsWith("/_dash-update-component") && asksForThisPage(options.body)) {
            answer = take("inhoud");
        }
        return answer || ask.call(this, resource, options);
    };
})();
