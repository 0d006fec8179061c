/** @type {import("next").NextConfig} */
const config = {
  // Tests build beside the build that npm start serves.
  distDir: process.env.CARRYOVER_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  images: { unoptimized: true },
  serverExternalPackages: ["pino", "@node-rs/argon2", "postgres", "graphile-worker", "nodemailer"],
  experimental: { serverActions: { bodySizeLimit: "6mb" } },
};

export default config;
