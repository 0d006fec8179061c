ALTER TABLE "room_auditors" ADD COLUMN "answer_mails" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "room_auditors" ADD COLUMN "answers_told_at" timestamp with time zone;