import * as z from 'zod';
import { useJournalledForm } from '../../app/useJournalledForm.ts';

const schema = z.strictObject({ jpeg: z.string().nullable() });
const initial = { jpeg: null };

/**
 * The photo of somebody who isn't registered yet. It has a place of its own in the journal, so that
 * not every keystroke of the form writes it again.
 */
export function usePhotoToSave(): {
  readonly jpeg: string | undefined;
  readonly set: (jpeg: string | undefined) => void;
  readonly clear: () => void;
} {
  const form = useJournalledForm<z.infer<typeof schema>>(
    'registrationPhoto',
    'new',
    schema,
    initial,
  );
  return {
    jpeg: form.value.jpeg ?? undefined,
    set: (jpeg) => form.set({ jpeg: jpeg ?? null }),
    clear: form.clear,
  };
}
