/** The two languages of the screens; Vietnamese is the ward's and the one that is signed in. */
export type Language = 'vi' | 'en';

export interface Localised {
  readonly vi: string;
  readonly en: string;
}
