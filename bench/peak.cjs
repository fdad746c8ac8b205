const { writeSync } = require("node:fs");

/** Loaded before a measured program: tells its largest resident size when it ends. */
process.on("exit", () => writeSync(2, `peak ${process.resourceUsage().maxRSS}`));
