/**
 * Characters that turn the direction of what follows (Unicode's bidirectional controls). Nothing
 * that is written here needs them, and with one a text can show something else than it says.
 */
export const directionControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
