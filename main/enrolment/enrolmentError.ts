/** Why a workstation can't be enrolled, in a sentence that says what to do. Nothing was destroyed. */
export class EnrolmentError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'EnrolmentError';
  }
}
