/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  images: { unoptimized: true },
  serverExternalPackages: ["pino", "@node-rs/argon2", "postgres", "graphile-worker", "nodemailer"],
  experimental: { serverActions: { bodySizeLimit: "6mb" } },
};

export default config;
