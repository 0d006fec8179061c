import NextAuth from "next-auth";
import { requireOwnOrigin } from "@/lib/auth/define-action";
import { nextAuthOptions } from "@/lib/auth/next-auth";
import { toResponse } from "@/lib/auth/route-scope";

type Context = RouteContext<"/api/auth/[...nextauth]">;

async function answer(request: Request, context: Context): Promise<Response> {
  const handler: (request: Request, context: Context) => Promise<Response> = NextAuth(nextAuthOptions());
  return handler(request, context);
}

export async function GET(request: Request, context: Context): Promise<Response> {
  return answer(request, context);
}

export async function POST(request: Request, context: Context): Promise<Response> {
  try {
    await requireOwnOrigin();
  } catch (error) {
    return toResponse(error);
  }
  return answer(request, context);
}
