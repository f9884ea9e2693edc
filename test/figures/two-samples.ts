/**
 * How far two samples lie apart, as the standard score of the Mann-Whitney U test: about 0 where both come from one
 * distribution, beyond ±3.9 once in ten thousand comparisons. Positive where the first sample is the larger.
 */
export function standardScore(first: readonly number[], second: readonly number[]): number {
  const all = [...first.map((value) => ({ value, own: true })), ...second.map((value) => ({ value, own: false }))];
  all.sort((a, b) => a.value - b.value);
  let ranks = 0;
  let ties = 0;
  for (let from = 0; from < all.length;) {
    let to = from + 1;
    while (to < all.length && all[to]!.value === all[from]!.value) to += 1;
    const count = to - from;
    // Equal values share the middle of their ranks.
    for (const { own } of all.slice(from, to)) if (own) ranks += (from + 1 + to) / 2;
    ties += count ** 3 - count;
    from = to;
  }
  const [m, n] = [first.length, second.length];
  const total = m + n;
  const u = ranks - (m * (m + 1)) / 2;
  const variance = ((m * n) / 12) * (total + 1 - ties / (total * (total - 1)));
  return variance === 0 ? 0 : (u - (m * n) / 2) / Math.sqrt(variance);
}
