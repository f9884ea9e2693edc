import { checkAnswer } from './check-answer.js';
import { limits, questionKinds, type ShowIf, type FormDefinition, type Question } from './form.js';

/** One thing that is wrong with a form, with the dotted path of the field to change. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

type Found = (path: string, message: string) => void;

/** Everything that keeps a form from being asked, empty if nothing does. It expects the shape, not the sense, of a form. */
export function checkDefinition(definition: FormDefinition): Fault[] {
  const faults: Fault[] = [];
  const found: Found = (path, message) => void faults.push({ path, message });
  const { title, intro, questions } = definition;

  if (title !== undefined) checkText(title, limits.title, 'title', found);
  if (intro !== undefined && intro.length > limits.intro) found('intro', tooLong(limits.intro));
  if (questions.length === 0) found('questions', 'Ask at least one question.');
  if (questions.length > limits.questions) {
    found('questions', `Ask at most ${limits.questions} questions; make two forms of this one.`);
    return faults;
  }

  const earlier = new Map<string, Question>();
  questions.forEach((question, index) => {
    const path = `questions.${index}`;
    checkName(question.id, `${path}.id`, found);
    if (earlier.has(question.id)) found(`${path}.id`, 'This id is used twice; give each question its own.');
    checkQuestion(question, path, found);
    if (question.showIf) checkCondition(question.showIf, earlier, `${path}.showIf`, found);
    earlier.set(question.id, question);
  });
  return faults;
}

function checkQuestion(question: Question, path: string, found: Found): void {
  const { kind, label, help, minLabel, maxLabel } = question;
  if (!questionKinds.includes(kind)) found(`${path}.kind`, `Choose one of ${questionKinds.join(', ')}.`);
  checkText(label, limits.label, `${path}.label`, found);
  if (help !== undefined && help.length > limits.help) found(`${path}.help`, tooLong(limits.help));
  if (minLabel !== undefined) checkText(minLabel, limits.scaleLabel, `${path}.minLabel`, found);
  if (maxLabel !== undefined) checkText(maxLabel, limits.scaleLabel, `${path}.maxLabel`, found);

  if (kind === 'single_choice' || kind === 'multiple_choice') checkOptions(question, path, found);
  else if (question.options) found(`${path}.options`, 'Only a choice has options; leave them out.');
  if (kind === 'scale') {
    checkScale(question, path, found);
  } else {
    for (const field of ['min', 'max', 'minLabel', 'maxLabel'] as const) {
      if (question[field] !== undefined) found(`${path}.${field}`, 'Only a scale has this; leave it out.');
    }
  }
}

function checkOptions({ options = [] }: Question, path: string, found: Found): void {
  if (options.length < limits.leastOptions || options.length > limits.options) {
    found(`${path}.options`, `Offer from ${limits.leastOptions} to ${limits.options} answers.`);
    return;
  }
  const values = new Set<string>();
  options.forEach(({ value, label, score }, index) => {
    const place = `${path}.options.${index}`;
    checkName(value, `${place}.value`, found);
    if (values.has(value)) found(`${place}.value`, 'This value is used twice; give each answer its own.');
    values.add(value);
    checkText(label, limits.optionLabel, `${place}.label`, found);
    if (score !== undefined && !Number.isFinite(score)) found(`${place}.score`, 'Give a number.');
  });
}

function checkScale({ min, max }: Question, path: string, found: Found): void {
  if (!isScaleEnd(min)) found(`${path}.min`, 'Give the lowest value, a whole number from -100 to 100.');
  if (!isScaleEnd(max)) found(`${path}.max`, 'Give the highest value, a whole number from -100 to 100.');
  if (isScaleEnd(min) && isScaleEnd(max) && max <= min)
    found(`${path}.max`, 'The highest value must be above the lowest.');
}

function isScaleEnd(value: number | undefined): value is number {
  return Number.isInteger(value) && Math.abs(value ?? NaN) <= limits.scaleEnd;
}

/** A condition must be one that some answer can meet, or its question would never be asked. */
function checkCondition(condition: ShowIf, earlier: ReadonlyMap<string, Question>, path: string, found: Found): void {
  const { equals, includes } = condition;
  const asked = earlier.get(condition.question);
  if (!asked) {
    found(`${path}.question`, 'Name a question that comes before this one.');
    return;
  }
  if ((equals === undefined) === (includes === undefined)) {
    found(`${path}.equals`, 'Say either equals or includes.');
    return;
  }
  const [field, value] = includes === undefined ? (['equals', equals] as const) : (['includes', includes] as const);
  const isChoice = asked.kind === 'single_choice' || asked.kind === 'multiple_choice';
  if (field === 'includes' && !isChoice) {
    found(`${path}.includes`, 'That question has no options: say what its answer equals.');
  } else if (field === 'equals' && asked.kind === 'multiple_choice') {
    found(`${path}.equals`, 'That question takes several answers: say which one they include.');
  } else if (value === '' || checkAnswer(asked, asked.kind === 'multiple_choice' ? [value] : value) !== null) {
    found(`${path}.${field}`, 'That question can never be answered so; choose one of its answers.');
  }
}

function checkName(name: string, path: string, found: Found): void {
  if (name.length > limits.name) found(path, tooLong(limits.name));
  else if (!/^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$/.test(name)) {
    found(path, 'Use letters and digits, with hyphens and underscores between them.');
  }
}

function checkText(text: string, most: number, path: string, found: Found): void {
  if (text.trim() === '') found(path, 'Write something here.');
  else if (text.length > most) found(path, tooLong(most));
}

function tooLong(most: number): string {
  return `Shorten this to ${most} characters or fewer.`;
}
