import { describe, expect, test } from "vitest";
import type { Switches } from "./switches.ts";
import { appScript, useTestMac } from "./setup.ts";

const mac = useTestMac();
const finalNumber = (stderr: string) => Number(/\((-?\d+)\)\n$/.exec(stderr)?.[1]);

const numbers = [-128, -600, -609, -1700, -1708, -1712, -1719, -1728, -1743, -1744, -10000, -10006, 1, 2, 3, 4];

describe("error numbers", () => {
  test("inside the script e.errorNumber has the number, and the error is an Error", async () => {
    for (const number of numbers) mac.application.fails(`get app.windows{id ${number}}.name`, number);
    const seen = await mac.evaluate(`
      return ${JSON.stringify(numbers)}.map((number) => {
        try { return app.windows.byId(number).name() } catch (e) { return e instanceof Error && e.errorNumber }
      })`);
    expect(seen).toEqual(numbers);
  });

  test("a caught error does no harm: the script goes on", async () => {
    mac.application.fails("get app.version", -1728).answers("get app.name", "iTerm2");
    expect(await mac.evaluate("try { app.version() } catch (e) {} return app.name()")).toBe("iTerm2");
  });

  test("an Apple event error that the script throws on keeps its number", async () => {
    mac.application.fails("get app.version", -1712);
    const { stderr } = await mac.script(appScript("try { app.version() } catch (e) { throw e }"));
    expect(finalNumber(stderr)).toBe(-1712);
  });

  test("an error that the script makes itself is -2700, whatever number it gives it", async () => {
    const { stderr } = await mac.script(`throw Object.assign(new Error("x"), { errorNumber: -1743 })`);
    expect(finalNumber(stderr)).toBe(-2700);
  });
});

describe("stderr and exit status", () => {
  test("a script that throws Error x prints two Error: and -2700, with exit status 1", async () => {
    expect(await mac.script(`throw new Error("x")`)).toEqual({
      stdout: "",
      stderr: "execution error: Error: Error: x (-2700)\n",
      status: 1,
      signal: null,
    });
  });

  test("an Apple event error names no object", async () => {
    mac.application.fails("get app.windows[4].name", -1728);
    expect(await mac.script(appScript("return app.windows[4].name()"))).toMatchObject({
      stderr: "execution error: Error: Error: Can't get object. (-1728)\n",
      status: 1,
    });
  });

  test.each<[Switches["stderrShape"], string]>([
    ["two_errors", "execution error: Error: Error: Can't get object. (-1728)\n"],
    ["one_error", "execution error: Error: Can't get object. (-1728)\n"],
    ["application_name", "execution error: iTerm got an error: Can't get object. (-1728)\n"],
    ["offsets", "1224:1310: execution error: Error: Error: Can't get object. (-1728)\n"],
    ["localised", "erreur d’exécution : Error: Error: Impossible d’obtenir l’objet. (-1728)\n"],
  ])("variant %s", async (shape, printed) => {
    mac.appleEvents.switches.stderrShape = shape;
    mac.application.fails("get app.version", -1728);
    expect(await mac.script(appScript("return app.version()"))).toMatchObject({ stderr: printed, status: 1 });
  });

  test.each<Switches["stderrShape"]>(["two_errors", "one_error", "application_name", "offsets", "localised"])(
    "in the shape %s only the final number counts, whatever numbers the text holds",
    async (shape) => {
      mac.appleEvents.switches.stderrShape = shape;
      const { stderr } = await mac.script(`throw new Error("not (-600) but (-1743) it's")`);
      expect(stderr).toContain("not (-600) but (-1743) it's");
      expect(finalNumber(stderr)).toBe(-2700);
    },
  );

  test("what console.log wrote stands before the error", async () => {
    const { stderr } = await mac.script(`console.log("step (-1)"); throw "text"`);
    expect(stderr).toBe("step (-1)\nexecution error: Error: Error: text (-2700)\n");
  });
});
