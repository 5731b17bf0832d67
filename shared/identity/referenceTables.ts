import * as z from 'zod';
import { line } from '../records/fields.ts';

/** What a table says of itself: whoever loads another one sees what stood before. */
const tableVersion = line(40);

/** A commune of 2025 (MAXA_CU_TRU, five digits) and the units that were joined in it. */
export const communeSchema = z.strictObject({
  code: z.string().regex(/^\d{5}$/),
  name: line(120),
  provinceCode: z.string().regex(/^\d{2}$/),
  /** As older cards have them: `Xã Mẫu, Huyện Mẫu`, or the commune alone. */
  former: z.array(line(120)),
});
export type Commune = z.infer<typeof communeSchema>;

/** An occupation (MA_NGHE_NGHIEP, decision 34/2020, five digits). */
export const occupationSchema = z.strictObject({
  code: z
    .string()
    .regex(/^\d{5}$/)
    .optional(),
  name: line(100),
});
export type Occupation = z.infer<typeof occupationSchema>;

/**
 * Lists of the state that change more often than the app: IT loads them into a workstation's
 * profile. Where one isn't loaded, what is typed is kept as it is typed.
 */
export const referenceTablesSchema = z.strictObject({
  communes: z.strictObject({ version: tableVersion, rows: z.array(communeSchema) }).optional(),
  occupations: z
    .strictObject({ version: tableVersion, rows: z.array(occupationSchema) })
    .optional(),
});
export type ReferenceTables = z.infer<typeof referenceTablesSchema>;
export type TableName = keyof ReferenceTables;

export const noTables: ReferenceTables = {};
