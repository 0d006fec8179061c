import { SignOutItem } from "@/components/layout/user-menu";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { signOutAction } from "@/lib/accounts/actions";

/** The last entry of the account menu. */
export function SignOutForm() {
  return (
    <ActionForm action={signOutAction} className="contents">
      <SignOutItem />
    </ActionForm>
  );
}

/** Sign-out as a button of the page. */
export function SignOutButton() {
  return (
    <ActionForm action={signOutAction}>
      <div>
        <SubmitButton look="secondary">Sign out</SubmitButton>
      </div>
    </ActionForm>
  );
}
