import type { Place } from "./place.ts";

/** Whether the labels at one place satisfy the label selector at another, as Kubernetes decides; nothing selects where nothing is written. Throws `unknowable`. */
export function isSelected(selector: Place, labels: Place): boolean {
  if (!selector.exists) return false;
  const wanted = selector.at("matchLabels").children;
  return (
    wanted.every((it) => labels.at(it.step ?? "").value === it.value) &&
    selector.at("matchExpressions").children.every((it) => satisfies(it, labels))
  );
}

function satisfies(expression: Place, labels: Place): boolean {
  const label = labels.at(expression.at("key").string ?? "");
  const values = expression.at("values").value;
  const isListed = label.exists && Array.isArray(values) && values.includes(label.value);
  switch (expression.at("operator").value) {
    case "In":
      return isListed;
    case "NotIn":
      return !isListed;
    case "Exists":
      return label.exists;
    case "DoesNotExist":
      return !label.exists;
    // An operator that the API server refuses is another mistake than a selector that does not fit.
    default:
      return true;
  }
}
