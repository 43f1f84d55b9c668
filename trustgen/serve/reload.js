"use strict";
// Reloads the page when the preview has been built anew.
(() => {
  const mark = document.querySelector('meta[name="trustgen-version"]');
  const shown = mark ? mark.content : "";
  const source = new EventSource("/-/events");
  source.onmessage = (event) => {
    if (event.data !== shown) {
      source.close();
      location.reload();
    }
  };
})();
