/** Longest wait in one piece, ms. */
const PIECE = 1_000;

/**
 * Calls `then` once this machine has been awake for `ms`; gives what calls that off. Node's own timers go on while a Mac
 * sleeps and are all due when it wakes, so the wait is made of pieces, of which a sleep can take no more than one.
 */
export function awakeTimeout(then: () => void, ms: number): () => void {
  let left = ms;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const piece = Math.min(left, PIECE);
    timer = setTimeout(() => {
      left -= piece;
      if (left > 0) wait();
      else then();
    }, piece).unref();
  };
  wait();
  return () => clearTimeout(timer);
}
