import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { fontClasses } from "@/components/layout/fonts";
import { FollowLinks } from "@/components/ui/follow-links";
import { readPreferences } from "@/lib/platform/preferences";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Carryover", template: "%s - Carryover" },
  description: "What a SOC 2 programme carries over to ISO/IEC 27001:2022, and the workspace to prove it.",
  robots: { index: false, follow: false },
  icons: { icon: "/favicon.svg" },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme, keys } = await readPreferences();
  return (
    <html lang="en" className={fontClasses} data-theme={theme} data-keys={keys ? "on" : "off"}>
      <body>
        {children}
        <FollowLinks />
      </body>
    </html>
  );
}
