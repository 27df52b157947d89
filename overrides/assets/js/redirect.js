// A page whose record has another address now: lead on, to the same place on the page and the same day.
"use strict";

{
  const target = new URL(document.currentScript.dataset.to, location.href);
  target.search = location.search;
  target.hash = location.hash;
  location.replace(target);
}
