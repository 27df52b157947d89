const ROLES = {
  button: "button, [role=button], summary",
  link: "a[href]",
  checkbox: "input[type=checkbox]",
  radio: "input[type=radio]",
  searchbox: "input[type=search], input[type=text], input:not([type]), [role=combobox]",
  option: "[role=option], .md-search-result__link",
  heading: "h1, h2, h3",
  status: "[role=status]",
  row: "tbody tr",
};
const shown = (element) => element.checkVisibility({ visibilityProperty: true });
const text = (element) => element.textContent.replace(/\s+/g, " ").trim();
function nameOf(element) {
  const by = element.getAttribute("aria-labelledby");
  if (by) return by.split(" ").map((id) => text(document.getElementById(id))).join(" ");
  const label = element.getAttribute("aria-label");
  if (label) return label;
  if (element.labels?.length) return Array.from(element.labels, text).join(" ");
  return text(element) || element.getAttribute("title") || element.getAttribute("placeholder") || "";
}
const named = (role) => Array.from(document.querySelectorAll(ROLES[role])).filter(shown);
function describe(element) {
  if (!element || element === document.body) return "";
  const roles = Object.keys(ROLES).filter((role) => element.matches(ROLES[role]));
  return `${roles[0] ?? element.localName} ${nameOf(element)}`;
}
