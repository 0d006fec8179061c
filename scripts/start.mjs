// npm start: everything from a bare clone to a page that answers.
import { installPackages, requireNode, runTypeScript } from "./install.mjs";

requireNode();
await installPackages();
process.exit(await runTypeScript("launch.ts"));
