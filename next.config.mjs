/** @type {import("next").NextConfig} */
const config = {
  // Tests build beside the build that npm start serves.
  distDir: process.env.CARRYOVER_DIST_DIR ?? ".next",
  typescript: {
    // npm run check proves the types; a first start does not wait for them.
    ignoreBuildErrors: true,
    tsconfigPath: process.env.CARRYOVER_DIST_DIR ? "tsconfig.test-build.json" : "tsconfig.json",
  },
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  images: { unoptimized: true },
  serverExternalPackages: ["pino", "@node-rs/argon2", "postgres", "graphile-worker", "nodemailer"],
  // The proxy sets these on everything that it answers; what is served without it (the built files) gets them here.
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "x-frame-options", value: "DENY" },
        { key: "referrer-policy", value: "same-origin" },
        { key: "cross-origin-resource-policy", value: "same-origin" },
      ],
    },
    // The one thing that our own pages frame.
    {
      source: "/w/:slug/files/:item/:number/preview",
      headers: [{ key: "x-frame-options", value: "SAMEORIGIN" }],
    },
  ],
  experimental: { serverActions: { bodySizeLimit: "6mb" } },
};

export default config;
