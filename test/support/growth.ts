/**
 * How many times as long `work` takes on eight times as much: 8 where each thing is looked at once, 64 where each is compared
 * with each. The quickest of five counts, for others run on the machine, too.
 */
export function growth(work: (size: number) => void, size: number): number {
  const quickest = (of: number) => {
    let least = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5; round++) {
      const start = performance.now();
      work(of);
      least = Math.min(least, performance.now() - start);
    }
    // Of less than half a millisecond nothing can be told.
    return Math.max(least, 0.5);
  };
  return quickest(8 * size) / quickest(size);
}

/** Between the two. */
export const LINEAR = 30;
