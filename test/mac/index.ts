export { Mac, type MacOptions } from "./mac.ts";
export { inferred, OTHER_SIDE, type Inferred } from "./inferred.ts";
