import type { Place } from "./place.ts";

/** Whether a seccomp or AppArmor profile that stands somewhere confines anything. Throws `unknowable`. */
export function confines(profile: Place): boolean {
  const type = profile.at("type").value;
  return type === "RuntimeDefault" || type === "Localhost";
}
