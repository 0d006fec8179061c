import { expect, test } from "vitest";
import { networkOf } from "@/lib/core/network";

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002:ffff::1", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  [null, "unknown"],
  ["", "unknown"],
  ["evil, text", "unknown"],
])("%j belongs to %j", (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});
