CREATE TABLE "nonconformity_risks" (
	"workspace_id" uuid NOT NULL,
	"nonconformity_id" uuid NOT NULL,
	"risk_id" uuid NOT NULL,
	CONSTRAINT "nonconformity_risks_workspace_id_nonconformity_id_risk_id_pk" PRIMARY KEY("workspace_id","nonconformity_id","risk_id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"is_start" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "saved_views_list" CHECK ("list" in ('controls', 'evidence', 'soa', 'risks', 'obligations', 'suppliers')),
	CONSTRAINT "saved_views_start_named" CHECK (name <> '' or not is_start)
);
--> statement-breakpoint
ALTER TABLE "nonconformity_risks" ADD CONSTRAINT "nonconformity_risks_nc_fk" FOREIGN KEY ("workspace_id","nonconformity_id") REFERENCES "public"."nonconformities"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nonconformity_risks" ADD CONSTRAINT "nonconformity_risks_workspace_id_risk_id_risks_workspace_id_id_fk" FOREIGN KEY ("workspace_id","risk_id") REFERENCES "public"."risks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_workspace_id_person_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "nonconformity_risks_risk" ON "nonconformity_risks" USING btree ("workspace_id","risk_id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("workspace_id","person_id","list",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_start" ON "saved_views" USING btree ("workspace_id","person_id","list") WHERE is_start;