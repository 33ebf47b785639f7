/**
 * What has been found out about a thing, by the function that found it: it could be thrown away at any time, and goes with
 * the thing. (A WeakMap whose values lead back to their key would keep both until a full garbage collection.)
 */
export type Memory = Map<unknown, unknown>;

/** `find`, asked once for each thing. A thing never changes, so neither does the answer. */
export function once<Thing extends { readonly memory: Memory }, Answer>(
  find: (thing: Thing) => Answer,
): (thing: Thing) => Answer {
  return (thing) => {
    // Nobody else puts anything under this function.
    if (thing.memory.has(find)) return thing.memory.get(find) as Answer;
    const answer = find(thing);
    thing.memory.set(find, answer);
    return answer;
  };
}
