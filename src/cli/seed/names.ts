/** Common names of the two countries, in both scripts; families' Latin spellings vary as they do on identity cards. */
export type Name = readonly [latn: string, ar: string]
export type Names = readonly [Name, ...Name[]]

export const saudiMen: Names = [
  ['Mohammed', 'محمد'],
  ['Abdullah', 'عبدالله'],
  ['Abdulrahman', 'عبدالرحمن'],
  ['Abdulaziz', 'عبدالعزيز'],
  ['Fahad', 'فهد'],
  ['Khalid', 'خالد'],
  ['Saud', 'سعود'],
  ['Saad', 'سعد'],
  ['Faisal', 'فيصل'],
  ['Turki', 'تركي'],
  ['Nasser', 'ناصر'],
  ['Sultan', 'سلطان'],
  ['Bandar', 'بندر'],
  ['Majed', 'ماجد'],
  ['Saleh', 'صالح'],
  ['Ibrahim', 'إبراهيم'],
  ['Yousef', 'يوسف'],
  ['Hamad', 'حمد'],
  ['Meshal', 'مشعل'],
  ['Nawaf', 'نواف'],
  ['Rayan', 'ريان'],
  ['Waleed', 'وليد'],
]

export const saudiWomen: Names = [
  ['Noura', 'نورة'],
  ['Sara', 'سارة'],
  ['Fatimah', 'فاطمة'],
  ['Maha', 'مها'],
  ['Hessa', 'حصة'],
  ['Munirah', 'منيرة'],
  ['Latifah', 'لطيفة'],
  ['Aljohara', 'الجوهرة'],
  ['Reem', 'ريم'],
  ['Abeer', 'عبير'],
  ['Hind', 'هند'],
  ['Ghada', 'غادة'],
  ['Lama', 'لمى'],
  ['Shahad', 'شهد'],
  ['Wafa', 'وفاء'],
  ['Amal', 'أمل'],
  ['Haya', 'هيا'],
  ['Modhi', 'موضي'],
  ['Layan', 'ليان'],
  ['Joud', 'جود'],
]

export const saudiFamilies: Names = [
  ['Alghamdi', 'الغامدي'],
  ['Alzahrani', 'الزهراني'],
  ['Alqahtani', 'القحطاني'],
  ['Alotaibi', 'العتيبي'],
  ['Alharbi', 'الحربي'],
  ['Alshehri', 'الشهري'],
  ['Al-Dossary', 'الدوسري'],
  ['Almutairi', 'المطيري'],
  ['Al Shammari', 'الشمري'],
  ['Alanazi', 'العنزي'],
  ['Alsubaie', 'السبيعي'],
  ['Alqarni', 'القرني'],
  ['Almalki', 'المالكي'],
  ['Al-Juhani', 'الجهني'],
  ['Alasmari', 'الأسمري'],
  ['Albalawi', 'البلوي'],
  ['Alrashidi', 'الرشيدي'],
  ['Aldawsari', 'الدوسري'],
]

export const egyptianMen: Names = [
  ['Mohamed', 'محمد'],
  ['Ahmed', 'أحمد'],
  ['Mahmoud', 'محمود'],
  ['Mostafa', 'مصطفى'],
  ['Hassan', 'حسن'],
  ['Hussein', 'حسين'],
  ['Youssef', 'يوسف'],
  ['Omar', 'عمر'],
  ['Karim', 'كريم'],
  ['Amr', 'عمرو'],
  ['Sherif', 'شريف'],
  ['Tamer', 'تامر'],
  ['Abdelrahman', 'عبدالرحمن'],
  ['Ashraf', 'أشرف'],
  ['Girgis', 'جرجس'],
  ['Mina', 'مينا'],
]

export const egyptianWomen: Names = [
  ['Mona', 'منى'],
  ['Heba', 'هبة'],
  ['Yasmine', 'ياسمين'],
  ['Nesma', 'نسمة'],
  ['Doaa', 'دعاء'],
  ['Shaimaa', 'شيماء'],
  ['Aya', 'آية'],
  ['Marwa', 'مروة'],
  ['Dina', 'دينا'],
  ['Nermine', 'نرمين'],
  ['Salma', 'سلمى'],
  ['Rehab', 'رحاب'],
  ['Mariam', 'مريم'],
  ['Amira', 'أميرة'],
]

export const egyptianFamilies: Names = [
  ['Elsayed', 'السيد'],
  ['Elmasry', 'المصري'],
  ['Abdelaziz', 'عبدالعزيز'],
  ['Elshenawy', 'الشناوي'],
  ['Fathy', 'فتحي'],
  ['Ghoneim', 'غنيم'],
  ['Elbanna', 'البنا'],
  ['Shaheen', 'شاهين'],
  ['Abou Zeid', 'أبو زيد'],
  ['Elkholy', 'الخولي'],
  ['Mansour', 'منصور'],
  ['Rizk', 'رزق'],
]

/** People from elsewhere who live in Saudi Arabia; an empty text: the clinic was never told the name in that script. */
export interface Newcomer {
  latn: string
  ar: string
  sex: 'female' | 'male'
  nationality: string
}

export const newcomers: Newcomer[] = [
  { latn: 'Mohammad Imran Khan', ar: 'محمد عمران خان', sex: 'male', nationality: 'PK' },
  { latn: 'Ayesha Siddiqa', ar: 'عائشة صديقة', sex: 'female', nationality: 'PK' },
  { latn: 'Rajesh Kumar Nair', ar: '', sex: 'male', nationality: 'IN' },
  { latn: 'Fathima Beevi Kunjumuhammed', ar: 'فاطمة بيفي', sex: 'female', nationality: 'IN' },
  { latn: 'Shaik Abdul Kareem', ar: 'شيخ عبدالكريم', sex: 'male', nationality: 'IN' },
  { latn: 'Mary Grace Dela Cruz', ar: '', sex: 'female', nationality: 'PH' },
  { latn: 'Jose Antonio Bautista', ar: '', sex: 'male', nationality: 'PH' },
  { latn: 'Osman Eltahir Idris', ar: 'عثمان الطاهر إدريس', sex: 'male', nationality: 'SD' },
  { latn: 'Hajja Altoma', ar: 'حاجة التومة', sex: 'female', nationality: 'SD' },
  { latn: 'Ali Saleh Alhashdi', ar: 'علي صالح الحاشدي', sex: 'male', nationality: 'YE' },
  { latn: 'Bushra Qaid Almaqtari', ar: 'بشرى قائد المقطري', sex: 'female', nationality: 'YE' },
  { latn: 'Samer Alkhatib', ar: 'سامر الخطيب', sex: 'male', nationality: 'SY' },
  { latn: 'Rima Haddad', ar: 'ريما حداد', sex: 'female', nationality: 'LB' },
  { latn: 'Md Rafiqul Islam', ar: '', sex: 'male', nationality: 'BD' },
  { latn: 'Siti Nurhaliza', ar: 'سيتي نورهاليزا', sex: 'female', nationality: 'ID' },
  { latn: 'Tekle Gebremariam', ar: '', sex: 'male', nationality: 'ET' },
  { latn: 'Claire Dubois-Lefèvre', ar: '', sex: 'female', nationality: 'FR' },
  { latn: 'Seán Ó Briain', ar: '', sex: 'male', nationality: 'IE' },
]
