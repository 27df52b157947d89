// Leads from the former address of a record to its new one: the same place, the same day.
"use strict";

{
  const target = new URL(document.currentScript?.dataset.to ?? "", location.href);
  target.search = location.search;
  target.hash = location.hash;
  location.replace(target);
}
