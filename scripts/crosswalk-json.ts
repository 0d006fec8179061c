import { crosswalkJson } from "@/lib/core/crosswalk-export";

process.stdout.write(`${JSON.stringify(crosswalkJson())}\n`);
