/** `[node, needed]`: `node` comes after `needed`. */
export type Edge = readonly [node: string, needed: string];

export type Ordered = { order: string[]; cycle: null } | { order: null; cycle: string[] };

/**
 * Every node after all that it needs; nodes that need nothing of each other keep the order in which they are given.
 * The same input gives the same answer. If there are cycles, one of them: a path along "needs" that ends where it
 * began (`["a", "b", "a"]`: a needs b, b needs a), starting at its earliest node. Edges to nodes that are not given
 * are left out. Takes time in proportion to nodes and edges, and no stack.
 */
export function topologicalOrder(nodes: readonly string[], edges: Iterable<Edge>): Ordered {
  const given = new Set(nodes);
  const neededBy = Map.groupBy(edges, ([, needed]) => needed);
  const inOrder = [...given].flatMap((needed) => neededBy.get(needed) ?? []);
  const needs = Map.groupBy(inOrder, ([node]) => node);

  const order: string[] = [];
  const done = new Set<string>();
  for (const start of given) {
    const path: { node: string; next: number }[] = [{ node: start, next: 0 }];
    const onPath = new Set([start]);
    for (let step = path.at(-1); step && !done.has(start); step = path.at(-1)) {
      const [, needed] = needs.get(step.node)?.[step.next++] ?? [];
      if (needed === undefined) {
        path.pop();
        onPath.delete(step.node);
        done.add(step.node);
        order.push(step.node);
      } else if (onPath.has(needed)) {
        const members = path.slice(path.findIndex(({ node }) => node === needed)).map(({ node }) => node);
        return { order: null, cycle: closedFromEarliest(members, given) };
      } else if (!done.has(needed)) {
        path.push({ node: needed, next: 0 });
        onPath.add(needed);
      }
    }
  }
  return { order, cycle: null };
}

function closedFromEarliest(members: string[], order: Iterable<string>): string[] {
  const onCycle = new Set(members);
  const earliest = [...order].find((node) => onCycle.has(node));
  const first = members.findIndex((node) => node === earliest);
  return [...members.slice(first), ...members.slice(0, first + 1)];
}
