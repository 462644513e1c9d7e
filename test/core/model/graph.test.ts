import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { topologicalOrder, type Edge } from "../../../src/core/model/graph.ts";

const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 12 });
const graph = names.chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    edges:
      nodes.length === 0
        ? fc.constant<Edge[]>([])
        : fc.array(fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...nodes)), { maxLength: 20 }),
  }),
);

describe("topologicalOrder", () => {
  test("puts what is needed first and otherwise keeps the given order", () => {
    const edges: Edge[] = [
      ["tests", "server"],
      ["server", "database"],
    ];
    expect(topologicalOrder(["plan", "tests", "server", "database"], edges)).toEqual({
      order: ["plan", "database", "server", "tests"],
      cycle: null,
    });
  });

  test("names a cycle by its path, from its earliest node back to it", () => {
    const edges: Edge[] = [
      ["c", "a"],
      ["b", "c"],
      ["a", "b"],
    ];
    expect(topologicalOrder(["x", "a", "b", "c"], edges)).toEqual({ order: null, cycle: ["a", "b", "c", "a"] });
  });

  test("sees a node that needs itself as a cycle", () => {
    expect(topologicalOrder(["a"], [["a", "a"]])).toEqual({ order: null, cycle: ["a", "a"] });
  });

  test("gives either an order that keeps every edge, or a cycle made of edges that are there", () => {
    fc.assert(
      fc.property(graph, ({ nodes, edges }) => {
        const found = topologicalOrder(nodes, edges);
        if (found.cycle === null) {
          expect([...found.order].sort()).toEqual([...nodes].sort());
          for (const [node, needed] of edges) {
            expect(found.order.indexOf(needed)).toBeLessThan(found.order.indexOf(node));
          }
        } else {
          expect(found.cycle.length).toBeGreaterThan(1);
          expect(found.cycle[0]).toBe(found.cycle.at(-1));
          for (let i = 1; i < found.cycle.length; i++) {
            expect(edges).toContainEqual([found.cycle[i - 1], found.cycle[i]]);
          }
        }
        expect(topologicalOrder(nodes, [...edges].reverse()).cycle === null).toBe(found.cycle === null);
      }),
    );
  });

  test("answers for a chain of a hundred thousand nodes without running out of stack", () => {
    const nodes = Array.from({ length: 100_000 }, (_, i) => `n${i}`);
    const edges = nodes.slice(1).map((node, i): Edge => [nodes[i]!, node]);
    expect(topologicalOrder(nodes, edges).order?.[0]).toBe("n99999");
  });
});
