interface Asked {
  ar: string
  latn: string
  phone?: string
  whose?: 'mother'
  identifier?: { type: 'national-id' | 'iqama' | 'eg-national-id' | 'passport'; country: string; value: string }
  record?: string
  birth?: string
  email?: string
  previous?: string
}

const saudi = (value: string) => ({ type: 'national-id' as const, country: 'SA', value })
const iqama = (value: string) => ({ type: 'iqama' as const, country: 'SA', value })

/** Those who are looked for: names as they stand on cards in Riyadh and Cairo, chosen because they are mistaken for one another. */
export const people: Record<string, Asked> = {
  mohamed: {
    ar: 'محمد سعد عبدالله الغامدي',
    latn: 'Mohamed Saad Abdullah Alghamdi',
    phone: '+966501234567',
    identifier: saudi('1012345672'),
    record: 'R-003377',
    birth: '1975-07-11',
    email: 'mohamed.saad@mail.example',
  },
  imran: {
    ar: 'محمد عمران خان',
    latn: 'Muhammad Imran Khan',
    phone: '+966559876543',
    identifier: iqama('2345678908'),
    record: 'R-004410',
    birth: '1988-03-15',
  },
  noura: {
    ar: 'نورة سعد القحطاني',
    latn: 'Noura Saad Alqahtani',
    phone: '+966505550101',
    identifier: saudi('1098765437'),
    record: 'R-005120',
    birth: '1998-02-09',
  },
  child: {
    ar: 'نورة فهد الدوسري',
    latn: 'Nourah Fahad Al-Dossary',
    phone: '+966505550202',
    whose: 'mother',
    record: 'R-006001',
    birth: '2019-05-04',
  },
  abdulrahman: {
    ar: 'عبدالرحمن بن عبدالعزيز آل الشيخ',
    latn: 'Abdulrahman bin Abdulaziz Al Alshaikh',
    record: 'R-007002',
    birth: '1969-04-01',
  },
  abdallah: { ar: 'عبد الله ناصر العتيبي', latn: 'Abdallah Nasser Al Otaibi', phone: '+966530001111', record: 'R-007103' },
  fatimah: { ar: 'فاطمة علي الزهراني', latn: 'Fatimah Ali Alzahrani', phone: '+966544004400', record: 'R-008204', birth: '1990-12-25' },
  fathima: { ar: '', latn: 'Fathima Beevi Kunju', identifier: { type: 'passport', country: 'IN', value: 'P7654321' }, record: 'R-008305' },
  ahmed: {
    ar: 'أحمد حسن المصري',
    latn: 'Ahmed Hassan Elmasry',
    phone: '+201001234567',
    identifier: { type: 'eg-national-id', country: 'EG', value: '29001010112345' },
    record: 'R-009406',
    birth: '1990-01-01',
  },
  ahmad: { ar: 'احمد حسين الشمري', latn: 'Ahmad Hussain Alshammari', phone: '+966566660001', record: 'R-009507' },
  aisha: { ar: 'عائشة يوسف الحربي', latn: 'Aisha Yousef Alharbi', phone: '+966577770002', record: 'R-010608' },
  youssef: { ar: 'يوسف إبراهيم منصور', latn: 'Youssef Ibrahim Mansour', phone: '+201112223334', record: 'R-010709' },
  khaled: { ar: 'خالد بن وليد العنزي', latn: 'Khaled Waleed Alanazi', phone: '+966588880003', record: 'R-011810' },
  osman: { ar: 'عثمان الطاهر إدريس', latn: 'Osman Eltahir Idris', record: 'R-011911' },
  othman: { ar: '', latn: 'Othman Saleh Alharthi', record: 'R-012012' },
  mostafa: { ar: 'مصطفى كمال فتحي', latn: 'Mostafa Kamal Fathy', record: 'R-012113' },
  abuzeid: { ar: 'سمير أبو زيد', latn: 'Samir Abou Zeid', record: 'R-012214' },
  girgis: { ar: 'جرجس رزق', latn: 'Girgis Rizk', record: 'R-012315' },
  gamal: { ar: 'جمال عبد الناصر', latn: 'Gamal Abdelnasser', record: 'R-012416' },
  qasim: { ar: 'قاسم القرني', latn: 'Gasim Algarni', record: 'R-012517' },
  shaimaa: { ar: 'شيماء غنيم', latn: 'Shaimaa Ghoneim', record: 'R-012618' },
  claire: { ar: '', latn: 'Claire Dubois-Lefèvre', record: 'R-012719', email: 'claire_d@mail.example' },
  sean: { ar: '', latn: 'Seán Ó Briain', record: 'R-012820' },
  suharto: { ar: 'سوهارتو', latn: 'Suharto', record: 'R-012921' },
  maria: { ar: '', latn: 'Maria Clara Reyes', record: 'R-013022' },
  yasser: { ar: 'أم ياسر', latn: '', record: 'R-013123' },
  ali: { ar: 'علي محسن اليامي', latn: 'Ali Mohsen Alyami', record: 'R-013224' },
  ola: { ar: 'علا طارق', latn: 'Ola Tarek', record: 'R-013325' },
  elham: { ar: 'إلهام سليمان', latn: 'Elham Soliman', record: 'R-013426' },
  wael: { ar: 'وائل حمدي', latn: 'Wael Hamdy', record: 'R-013527' },
  hind: { ar: 'هند ماجد الأسمري', latn: 'Hind Majed Alasmari', record: 'R-013628' },
  karima: { ar: 'كريمة عبدالله', latn: 'Karima Abdallah', previous: 'Christine Botros', record: 'R-013729' },
  heba: { ar: 'هبة الله شوقي', latn: 'Hebatallah Shawky', record: 'R-013830' },
  mahmoud: { ar: 'محمود رضا الشناوي', latn: 'Mahmoud Reda Elshenawy', record: 'R-013931' },
  rezaei: { ar: 'علی رضایی', latn: 'Ali Rezaei', record: 'R-014032' },
  muath: { ar: 'معاذ فيصل', latn: 'Muath Faisal', record: 'R-014133' },
  thamer: { ar: 'ثامر غازي', latn: 'Thamer Ghazi', record: 'R-014234' },
  ramadan: { ar: 'رمضان ضياء', latn: 'Ramadan Diaa', record: 'R-014335' },
  shehab: { ar: 'شهاب الدين قطب', latn: 'Shehab Eldin Kotb', record: 'R-014436' },
  jawaher: { ar: 'جواهر مبارك', latn: 'Jawaher Mubarak', record: 'R-014537' },
}
