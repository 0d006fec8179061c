// Cycles between rooms, asked apart: tests, factories and the seed use every room and belong to none.
const { options } = require("./.dependency-cruiser.cjs");

module.exports = {
  forbidden: [
    {
      name: "no-room-cycles",
      severity: "error",
      comment: "Two rooms may not need each other.",
      scope: "folder",
      from: { path: "^(lib|components)/[^/]+$" },
      to: { circular: true },
    },
  ],
  options: {
    ...options,
    exclude: { path: "^(\\.next|\\.carryover|db/(testing|seed))/|\\.test\\.tsx?$" },
  },
};
