import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { Id, MemberInvite, MemberInviteAgain, MemberList, MemberView, PageQuery } from '#contracts';
import { instant, type Here } from '#platform';
import { TeamService, type TeamMember } from '#practices';
import { Answers, ForMembers, InPractice, Refuses } from '../http/route.js';

/** Who works in the practice. Only owners see and change it. */
@Controller('api/v1/admin/members')
export class MembersController {
  constructor(private readonly team: TeamService) {}

  @Get()
  @ForMembers('members:read', 'owner')
  @Answers(200, MemberList)
  async list(@InPractice() here: Here, @Query({ schema: PageQuery }) page: PageQuery): Promise<MemberList> {
    const { data, nextCursor } = await this.team.list(here, page);
    return { data: data.map(viewOf), nextCursor };
  }

  /** Invites by mail; the link works once, for 14 days. */
  @Post()
  @ForMembers('members:write', 'owner')
  @Refuses('member-exists')
  @Answers(201, MemberView)
  async invite(@InPractice() here: Here, @Body({ schema: MemberInvite }) request: MemberInvite): Promise<MemberView> {
    return viewOf(await this.team.invite(here, request));
  }

  @Post(':id/invitation')
  @ForMembers('members:write', 'owner')
  @Refuses('already-joined')
  @Answers(200, MemberView)
  async inviteAgain(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: MemberInviteAgain }) _: MemberInviteAgain,
  ): Promise<MemberView> {
    return viewOf(await this.team.inviteAgain(here, id));
  }

  /** Ends a membership, or takes an invitation back. */
  @Delete(':id')
  @ForMembers('members:write', 'owner')
  @Refuses('last-owner')
  @Answers(204)
  async remove(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<void> {
    await this.team.remove(here, id);
  }
}

function viewOf({ createdAt, ...member }: TeamMember): MemberView {
  return { ...member, createdAt: instant(createdAt) };
}
