import { Icon } from "@/components/ui/icons";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { ROLE_HELP, ROLE_LABEL } from "@/components/workspaces/labels";
import { SettingsFrame, type SettingsPlace } from "@/components/workspaces/settings-frame";
import { PERMISSION_NAMES, PERMISSIONS, ROLES, roleHas } from "@/lib/core/access";

/** The permission table as the server enforces it: read from the same list. */
export function RolesMatrix({ workspace }: { workspace: SettingsPlace }) {
  return (
    <SettingsFrame
      workspace={workspace}
      tab="roles"
      intro="What each role may do. The server checks every page, action and export against this table."
    >
      <dl className="def mb-6 max-w-3xl">
        {ROLES.map((role) => (
          <RoleLine key={role} label={ROLE_LABEL[role]} help={ROLE_HELP[role]} />
        ))}
      </dl>
      <Table caption="Permissions by role">
        <thead>
          <tr>
            <Th>Permission</Th>
            {ROLES.map((role) => (
              <Th key={role}>{ROLE_LABEL[role]}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PERMISSION_NAMES.map((permission) => (
            <Tr key={permission}>
              <RowHeader>{PERMISSIONS[permission].label}</RowHeader>
              {ROLES.map((role) => (
                <Td key={role}>
                  {roleHas(role, permission) ? (
                    <span className="txt-ok">
                      <Icon name="check" />
                      <span className="sr">Yes</span>
                    </span>
                  ) : (
                    <Nothing>No</Nothing>
                  )}
                </Td>
              ))}
            </Tr>
          ))}
        </tbody>
      </Table>
    </SettingsFrame>
  );
}

function RoleLine({ label, help }: { label: string; help: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{help}</dd>
    </>
  );
}
