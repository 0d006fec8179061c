import { cva, type VariantProps } from "class-variance-authority";

export const buttonClass = cva("btn", {
  variants: {
    look: { secondary: "", primary: "btn-p", quiet: "btn-q", danger: "btn-x" },
    dense: { true: "btn-d", false: "" },
  },
  defaultVariants: { look: "secondary", dense: false },
});

export type ButtonLook = VariantProps<typeof buttonClass>;
