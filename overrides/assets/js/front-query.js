// Keeps a query in the address for the large search field, before the theme opens its dialog with it.
"use strict";

{
  const field = document.querySelector("form.ask [name=q]");
  const address = new URL(location.href);
  const query = address.searchParams.get("q");
  if (field instanceof HTMLInputElement && query) {
    field.value = query;
    address.searchParams.delete("q");
    history.replaceState(null, "", address);
  }
}
