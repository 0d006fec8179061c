import { SignOutItem } from "@/components/layout/user-menu";
import { ActionForm } from "@/components/ui/form";
import { signOutAction } from "@/lib/accounts/actions";

/** The last entry of the account menu. */
export function SignOutForm() {
  return (
    <ActionForm action={signOutAction} className="contents">
      <SignOutItem />
    </ActionForm>
  );
}
