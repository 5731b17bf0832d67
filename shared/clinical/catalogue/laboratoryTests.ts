import type { Localised } from '../language.ts';

/** A laboratory test that can be ordered. */
export interface LaboratoryTest {
  readonly code: string;
  readonly name: Localised;
  /** Abbreviations and other names that people type. */
  readonly aliases: readonly string[];
}

/** A sample of a district hospital's laboratory, made up for the demonstration. */
export const laboratoryTests: readonly LaboratoryTest[] = [
  test(
    'full-blood-count',
    'Công thức máu',
    'Full blood count',
    'ctm',
    'tổng phân tích tế bào máu',
    'fbc',
    'cbc',
  ),
  test('crp', 'CRP', 'CRP', 'c reactive protein', 'protein phản ứng c'),
  test('esr', 'Máu lắng', 'Erythrocyte sedimentation rate', 'vs', 'esr', 'tốc độ máu lắng'),
  test('procalcitonin', 'Procalcitonin', 'Procalcitonin', 'pct'),
  test('blood-group', 'Nhóm máu ABO, Rh', 'Blood group ABO, Rh', 'nhóm máu'),
  test(
    'prothrombin-time',
    'Thời gian prothrombin, INR',
    'Prothrombin time, INR',
    'pt',
    'inr',
    'đông máu',
  ),
  test('aptt', 'APTT', 'APTT', 'thời gian thromboplastin', 'đông máu'),
  test('fibrinogen', 'Fibrinogen', 'Fibrinogen', 'đông máu'),
  test('d-dimer', 'D-dimer', 'D-dimer'),
  test('glucose', 'Đường huyết', 'Glucose', 'glucose máu', 'đường máu'),
  test('hba1c', 'HbA1c', 'HbA1c', 'hemoglobin a1c'),
  test('urea', 'Urê máu', 'Urea', 'ure'),
  test('creatinine', 'Creatinin máu', 'Creatinine', 'creatinine', 'chức năng thận'),
  test(
    'electrolytes',
    'Điện giải đồ (Na, K, Cl)',
    'Electrolytes (Na, K, Cl)',
    'ion đồ',
    'natri',
    'kali',
  ),
  test('calcium', 'Calci toàn phần', 'Total calcium', 'canxi'),
  test('magnesium', 'Magnesi máu', 'Magnesium', 'magie'),
  test('ast', 'AST (GOT)', 'AST (GOT)', 'men gan', 'got', 'sgot'),
  test('alt', 'ALT (GPT)', 'ALT (GPT)', 'men gan', 'gpt', 'sgpt'),
  test('ggt', 'GGT', 'GGT', 'men gan', 'gamma gt'),
  test('bilirubin', 'Bilirubin toàn phần, trực tiếp', 'Bilirubin, total and direct', 'bilirubin'),
  test('albumin', 'Albumin máu', 'Albumin'),
  test('total-protein', 'Protein toàn phần', 'Total protein', 'đạm máu'),
  test('amylase', 'Amylase máu', 'Amylase'),
  test('lipase', 'Lipase máu', 'Lipase'),
  test(
    'lipid-profile',
    'Mỡ máu (cholesterol, triglycerid, HDL, LDL)',
    'Lipid profile',
    'lipid',
    'cholesterol',
    'triglycerid',
  ),
  test('uric-acid', 'Acid uric', 'Uric acid', 'axit uric', 'gút'),
  test('ck-mb', 'CK-MB', 'CK-MB', 'men tim'),
  test('troponin', 'Troponin', 'Troponin', 'men tim'),
  test('nt-probnp', 'NT-proBNP', 'NT-proBNP', 'bnp', 'suy tim'),
  test('lactate', 'Lactat máu', 'Lactate', 'lactate'),
  test('arterial-blood-gas', 'Khí máu động mạch', 'Arterial blood gas', 'abg', 'khí máu'),
  test('tsh', 'TSH', 'TSH', 'tuyến giáp'),
  test('free-t4', 'FT4', 'Free T4', 'tuyến giáp', 't4 tự do'),
  test('hbsag', 'HBsAg', 'HBsAg', 'viêm gan b'),
  test('anti-hcv', 'Anti-HCV', 'Anti-HCV', 'viêm gan c'),
  test('hiv-screen', 'HIV sàng lọc', 'HIV screening', 'hiv'),
  test('dengue-ns1', 'Dengue NS1', 'Dengue NS1', 'sốt xuất huyết'),
  test('malaria-film', 'Ký sinh trùng sốt rét', 'Malaria film', 'sốt rét', 'kst'),
  test('influenza-rapid', 'Cúm A/B test nhanh', 'Influenza A/B rapid test', 'cúm'),
  test('afb-sputum', 'AFB đờm soi trực tiếp', 'Sputum smear for AFB', 'lao', 'bk đờm'),
  test('blood-culture', 'Cấy máu', 'Blood culture'),
  test('sputum-culture', 'Cấy đờm', 'Sputum culture'),
  test('urinalysis', 'Tổng phân tích nước tiểu', 'Urinalysis', 'nước tiểu', '10 thông số'),
  test('urine-culture', 'Cấy nước tiểu', 'Urine culture'),
  test('pregnancy-test', 'hCG nước tiểu', 'Urine hCG', 'thử thai', 'quickstick'),
];

function test(code: string, vi: string, en: string, ...aliases: readonly string[]): LaboratoryTest {
  return { code: `lab-${code}`, name: { vi, en }, aliases };
}
