// What a comment shows.

export type CommentDto = {
  readonly id: string;
  readonly author: string;
  readonly body: string;
  readonly at: Date;
};
