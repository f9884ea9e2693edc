/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** Where the demo that is toured runs, and who its coach is. */
export interface Demo {
  readonly urls: {
    readonly app: string;
    readonly studio: string;
    readonly mailbox: string;
    readonly break: string;
  };
  readonly coach: { readonly email: string; readonly password: string };
  /** The address with which somebody books on this tour; another one on each. */
  readonly visitor: string;
}

/** The screens of the tour: each is a browser of its own, which remembers nothing of the others. */
export const seats = ['phone', 'other-phone', 'partners-phone', 'desk', 'breaking'] as const;
export type Seat = (typeof seats)[number];

/** Whether a screen is a phone's. */
export const isPhone = (seat: Seat): boolean => seat.endsWith('phone');

/** One picture of the tour: how one gets there, and what it shows. */
export interface Scene {
  readonly name: string;
  readonly seat: Seat;
  /** A few plain words over the picture. */
  readonly title: string;
  readonly caption: string;
  /** The part of the page that is pictured, as a selector; the screen as it is where left out. */
  readonly part?: string;
  /** What is done on this screen until the picture is taken; "left-out" where this demo has nothing of it any more. */
  readonly play: (page: Page, demo: Demo, screens: Screens) => Promise<void | 'left-out'>;
}

/** Scenes that belong together, under a heading. */
export interface Chapter {
  readonly heading: string;
  readonly scenes: readonly Scene[];
}

/** The other screens, for what one scene has to begin on another one. */
export type Screens = (seat: Seat) => Promise<Page>;

export const waitMs = 15_000;

/** Who asks for a time for two, and who was named by them: with addresses like the visitor's, others on each tour. */
export const askerOf = ({ visitor }: Demo): string => visitor.replace(/^[a-z]+/, 'sasha');
export const partnerOf = ({ visitor }: Demo): string => visitor.replace(/^[a-z]+/, 'kim');

/** Puts something at the top of the screen, below the bar that stays there. */
export async function show(page: Page, selector: string): Promise<void> {
  await page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const bar = document.querySelector('header')?.getBoundingClientRect().height ?? 0;
      scrollTo(0, scrollY + element.getBoundingClientRect().top - bar - 16);
    });
}
